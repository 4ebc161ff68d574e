// Prints a PDF of the server from a hidden frame, so that one Enter ends on paper. Where the browser cannot, the link beside it opens the file.

const FRAME_ID = 'titian-print';

export function printPdf(url: string): void {
  document.getElementById(FRAME_ID)?.remove();
  const frame = document.createElement('iframe');
  frame.id = FRAME_ID;
  frame.title = 'print';
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;visibility:hidden';
  frame.onload = () => {
    try {
      frame.contentWindow?.focus();
      frame.contentWindow?.print();
    } catch {
      // A browser without an own PDF reader saves the file instead; the link on the screen stays.
      window.open(url, '_blank', 'noopener');
    }
  };
  frame.src = url;
  document.body.append(frame);
}
