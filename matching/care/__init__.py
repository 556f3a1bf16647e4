"""Care for those who are asked: who carries how much, what follows from a decline, and by what weights people are proposed."""
