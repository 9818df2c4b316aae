/** What only EMQX 5 has: the section that is read, a bracket at the beginning, an include, or any section. */
const hocon = /^[ \t]*(?:"?gateway"?[ \t]*[.{=:]|\{|include[ \t]|[\w.-]+[ \t]*(?:[:=][ \t]*)?\{)/m;
const lines = /^[ \t]*exproto\.(?:server\.https?|listener)\./m;

/** Whether a `.conf` is the HOCON of EMQX 5, and not the lines of EMQ X 4. */
export function isHocon(text: string): boolean {
  return hocon.test(text) && !lines.test(text);
}
