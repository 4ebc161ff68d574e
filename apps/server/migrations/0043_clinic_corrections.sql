-- Corrections of a service entry that P-Care holds already: drugs and procedures are taken back and sent anew, and a whole entry can be
-- withdrawn and recorded again. `removing`: on its way out at P-Care. `generation` tells the recordings of one visit apart.
SET search_path = titian;

ALTER TABLE service_items DROP CONSTRAINT service_items_state_check;
ALTER TABLE service_items ADD CONSTRAINT service_items_state_check
  CHECK (state IN ('planned', 'delivered', 'refused', 'removing', 'removed'));
ALTER TABLE service_entries ADD COLUMN generation integer NOT NULL DEFAULT 1 CHECK (generation > 0);
