"""What Chorus is measured with. `make bench` runs all of it; nothing here is run by the tests."""
