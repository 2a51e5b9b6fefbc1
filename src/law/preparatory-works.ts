/** `Prop. 2025/26:10, bet. 2025/26:UbU5, rskr. 2025/26:47`; also with full stops between, and old ones of one year. */
const DOCUMENT =
  /(?<![\p{L}\d])(prop|bet|rskr|skr)(?:\.|\s)\s*(\d{4}(?:\/\d{2,4})?):\s?([A-ZÅÄÖ]?[A-Za-zÅÄÖåäö]{0,8}\d{1,5})(?![\d/])/giu;

/** Canonical ids of the documents in the register's words (`prop/2025/26:10`), in order. What is not understood stays in the words. */
export function documentsOf(preparatoryWorks: string | null): string[] {
  if (preparatoryWorks === null) return [];
  const found = new Set<string>();
  for (const [, kind = '', session, number = ''] of preparatoryWorks.slice(0, 10_000).matchAll(DOCUMENT)) {
    const lower = kind.toLowerCase();
    // Only committee reports have letters in their number.
    if (/^\d/.test(number) !== (lower !== 'bet') && lower !== 'bet') continue;
    found.add(`${lower}/${session}:${number}`);
  }
  return [...found];
}
