const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute: a device may send anything. */
export function escapeHtml(text: string): string {
  // Control characters are no HTML, and no SVG.
  return text
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replace(/[^\P{Cc}\n\t]/gu, '\u{fffd}');
}
