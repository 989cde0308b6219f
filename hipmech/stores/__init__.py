"""Tables as files that keep their units and their origin: CSV, Parquet and NetCDF."""
