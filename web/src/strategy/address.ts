/** `strategi-2011/2.4` is two steps of an address; its page has one: `2011-2.4`. */
export const measureName = (ref: string): string => ref.replace(/^strategi-/, '').replace('/', '-');

/** The ref again, also from an address in which somebody wrote the ref as it is. */
export function measureRef(name: string): string {
  if (name.includes('/')) return name;
  return `strategi-${name.replace(/^strategi-/, '').replace('-', '/')}`;
}

export const codeOfRef = (ref: string): string => ref.slice(ref.indexOf('/') + 1);
