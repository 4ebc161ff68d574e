// Paths of the reference lists, docs/facts/vclaim.md §4.11.

import type { Route } from '../../kernel.ts';
import * as references from './references.ts';
import { read } from './route.ts';

export const REFERENCE_ROUTES: readonly Route[] = [
  read('referensi.diagnosa', '/referensi/diagnosa/{kata}', references.diagnoses),
  read('referensi.poli', '/referensi/poli/{kata}', references.polis),
  read('referensi.faskes', '/referensi/faskes/{kata}/{jenis}', references.facilities),
  read(
    'referensi.dokterDpjp',
    '/referensi/dokter/pelayanan/{jnsPelayanan}/tglPelayanan/{tglPelayanan}/Spesialis/{spesialis}',
    references.doctorsOfSpecialty,
  ),
  read('referensi.dokter', '/referensi/dokter/{kata}', references.doctorsByName),
  read('referensi.propinsi', '/referensi/propinsi', references.propinsi),
  read('referensi.kabupaten', '/referensi/kabupaten/propinsi/{kdPropinsi}', references.kabupaten),
  read('referensi.kecamatan', '/referensi/kecamatan/kabupaten/{kdKabupaten}', references.kecamatan),
  read('referensi.procedure', '/referensi/procedure/{kata}', references.procedures),
  read('referensi.diagnosaPrb', '/referensi/diagnosaprb', references.prbDiseases),
  read('referensi.obatPrb', '/referensi/obatprb/{kata}', references.prbDrugs),
  read('referensi.kelasRawat', '/referensi/kelasrawat', references.classes),
  read('referensi.spesialistik', '/referensi/spesialistik', references.specialties),
  read('referensi.ruangRawat', '/referensi/ruangrawat', references.wards),
  read('referensi.caraKeluar', '/referensi/carakeluar', references.leavings),
  read('referensi.pascaPulang', '/referensi/pascapulang', references.conditions),
];
