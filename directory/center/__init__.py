"""The centre: its particulars and the texts it puts on the pages."""
