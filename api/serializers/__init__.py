"""What comes in and what goes out, member by member; the schema is made from these."""
