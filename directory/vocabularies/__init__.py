"""The controlled vocabularies: fields, skills, areas, synonyms."""
