"""What do teams and partners notice, who reads it, and when is it gone? Signalen without any person in them."""
