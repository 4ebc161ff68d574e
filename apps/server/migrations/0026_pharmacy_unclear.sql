-- A pharmacy number may be unclear: BPJS offers no way to read one back (docs/adr/0008-what-nobody-can-read-back.md).
SET search_path = titian;

ALTER TABLE prescriptions DROP CONSTRAINT prescriptions_bpjs_state_check;
ALTER TABLE prescriptions ADD CONSTRAINT prescriptions_bpjs_state_check
  CHECK (bpjs_state IN ('menunggu', 'diterima', 'sudah-ada', 'ditolak', 'kedaluwarsa', 'belum-pasti'));
