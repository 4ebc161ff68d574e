// The clinic's service entry in English.
import type { id } from '../id.ts';

export const clinic: (typeof id)['clinic'] = {
  title: 'Service entry', back: 'To the poli queue', complaint: 'Complaint', history: 'History', anamnesis: 'Complaint & history', vitals: 'Vital signs', consciousness: 'Consciousness', systole: 'Systole', diastole: 'Diastole', weight: 'Weight', height: 'Height', waist: 'Waist', breath: 'Breathing rate', pulse: 'Pulse', temperature: 'Temperature',
  unit: { mmHg: 'mmHg', kg: 'kg', cm: 'cm', perMinute: '/min', celsius: '°C' }, bmi: 'BMI {{value}}', diagnosis: 'Diagnosis', diagnosisSearch: 'Search ICD-10 code or name', diagnosisHint: 'Up to three; the first is the main diagnosis.', main: 'main', remove: 'Remove {{name}}', procedures: 'Procedures', procedureSearch: 'Search procedure', cost: 'Cost', therapy: 'Therapy', drugSearch: 'Search drug', drugs: 'Drugs', dose: 'Dose',
  times: '×', amount: 'Amount', compounded: 'Racikan', drugTherapy: 'Drug therapy', otherTherapy: 'Other therapy', supplies: 'Supplies', allergy: 'Allergies', allergyFood: 'Food', allergyAir: 'Air', allergyDrug: 'Drugs', prognosis: 'Prognosis', discharge: 'Discharge', dischargeStatus: 'Discharge status', dischargeDate: 'Discharge date', doctor: 'Doctor', save: 'Save service', saved: 'Service saved',
  savedNext: 'On its way to P-Care; its state shows in the visit.', problems: 'Needed before P-Care accepts it', listAge: 'List from local data (of {{moment}})', noMatch: 'Nothing matches', typeMore: 'Type at least 2 letters', required: 'Required', finish: 'Finish with', seeVisit: 'See visit', none: 'None yet',
};
