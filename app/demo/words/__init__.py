"""The words the fictional town is made of: everything here was invented for it and describes nobody real."""
