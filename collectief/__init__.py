"""What teams register and decide: tables, rules and queries; knows no web."""
