/** Saves data as a file. */
export function downloadBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has started to read the data once the click is handled.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
