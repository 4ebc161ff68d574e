-- The ground: schema, the tenancy function and the maker of monthly partitions. The three login roles exist already:
-- the server creates them before migrations, because their passwords come from the master key.

CREATE SCHEMA IF NOT EXISTS titian;
GRANT USAGE ON SCHEMA titian TO titian_app, titian_overview, titian_directory;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- Protects a table of a facility: forced row-level security with the one policy of the house. After a transaction the
-- setting is an empty string, not null, hence nullif.
CREATE FUNCTION titian.protect_facility_table(table_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE titian.%I ENABLE ROW LEVEL SECURITY', table_name);
  EXECUTE format('ALTER TABLE titian.%I FORCE ROW LEVEL SECURITY', table_name);
  EXECUTE format(
    'CREATE POLICY facility ON titian.%I USING (facility_id = nullif(current_setting(''app.facility_id'', true), '''')::uuid)
     WITH CHECK (facility_id = nullif(current_setting(''app.facility_id'', true), '''')::uuid)', table_name);
END
$$;

-- Makes the monthly partitions of one range-partitioned table, named <table>_YYYYMM, in UTC months. A partition has no
-- policy and no grant of its own: rows are reachable only through the parent.
CREATE FUNCTION titian.ensure_month_partitions(table_name text, first_month date, months integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  month_start date;
  partition_name text;
BEGIN
  FOR step IN 0 .. months - 1 LOOP
    month_start := (date_trunc('month', first_month::timestamp) + make_interval(months => step))::date;
    partition_name := format('%s_%s', table_name, to_char(month_start, 'YYYYMM'));
    CONTINUE WHEN to_regclass(format('titian.%I', partition_name)) IS NOT NULL;
    EXECUTE format('CREATE TABLE titian.%I PARTITION OF titian.%I FOR VALUES FROM (%L) TO (%L)',
      partition_name, table_name,
      month_start::text || ' 00:00:00+00', (month_start + interval '1 month')::date::text || ' 00:00:00+00');
    EXECUTE format('ALTER TABLE titian.%I ENABLE ROW LEVEL SECURITY', partition_name);
    EXECUTE format('ALTER TABLE titian.%I FORCE ROW LEVEL SECURITY', partition_name);
  END LOOP;
END
$$;

REVOKE EXECUTE ON FUNCTION titian.protect_facility_table(text) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION titian.ensure_month_partitions(text, date, integer) FROM PUBLIC;
