"""The web application: pages, forms and API, by audience; thin."""
