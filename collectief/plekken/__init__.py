"""Where, by whom and with whom is an aanbod: locaties, organisaties, contactpersonen, pictures?"""
