"""The commands of `wijkbeeld`, by what a beheerder comes to do."""
