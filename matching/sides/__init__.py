"""The two sides (候補・相談した方) of an introduction: what each sees of it and can do, by a letter's link or signed in."""
