// Printing a visit's ticket or SEP, with its state: a print that failed must be seen. Whether saving prints at once is the workplace's choice.
import { useLocalStorage } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { printPath } from '../../api/hospital.ts';
import type { PrintName } from '../../api/hospital.ts';
import { printPdf } from '../../ui/print.ts';

export function usePrint() {
  return useMutation({
    mutationFn: (input: { visitId: string; name: PrintName }) => printPdf(printPath(input.visitId, input.name)),
  });
}

/** Off at a workplace without a printer; the number stays on the screen and the ticket one click away. */
export function usePrintOnSave() {
  return useLocalStorage({ key: 'titian.print-on-save', defaultValue: true, getInitialValueInEffect: false });
}
