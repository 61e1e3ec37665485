"""How do gebieden and aanbod leave by the standard OGC API Features, for QGIS and other maps?"""
