-- A difference between what we sent and what BPJS holds stays open until a later look finds it gone or a person names it as it is.
SET search_path = titian;

ALTER TABLE bpjs_differences
  ADD COLUMN compared_at timestamptz,
  ADD COLUMN cleared_at timestamptz,
  ADD COLUMN accepted_at timestamptz,
  -- Who accepted it and why, sealed like every text of a person.
  ADD COLUMN accepted_sealed bytea;
