// Prints a PDF of the server from a hidden frame, so that one Enter ends on paper. Where the browser cannot, the file opens beside the app.
import { callPdf } from '../api/transport.ts';

const FRAME_ID = 'titian-print';
/** The print dialogue reads from the frame for as long as it is open. */
const KEEP_MS = 10 * 60_000;

export async function printPdf(path: string): Promise<void> {
  const file = URL.createObjectURL(await callPdf(path));
  document.getElementById(FRAME_ID)?.remove();
  const frame = document.createElement('iframe');
  frame.id = FRAME_ID;
  frame.title = 'print';
  frame.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px;border:0;opacity:0';
  frame.onload = () => {
    try {
      frame.contentWindow?.focus();
      frame.contentWindow?.print();
    } catch {
      // A browser whose PDF reader is another program: the file opens there.
      window.open(file, '_blank', 'noopener');
    }
  };
  frame.src = file;
  document.body.append(frame);
  window.setTimeout(() => URL.revokeObjectURL(file), KEEP_MS);
}
