// A text, or bytes, as a file of the reader's own machine: tables, dossiers, the head of the audit trail.

export function save_file(name: string, content: string | Blob, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
