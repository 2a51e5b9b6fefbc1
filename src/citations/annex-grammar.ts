import type { ActGrammar } from './act-grammar.js';
import { isStatute, withFragment } from './citation-id.js';
import { K } from './keywords.js';
import type { PinpointGrammar } from './pinpoints.js';
import type { Reading } from './reading.js';

/** What stands behind the sections of an act: annexes and transitional provisions. Each reader answers with the token after, or 0. */
export class AnnexGrammar {
  constructor(
    private readonly reading: Reading,
    private readonly acts: ActGrammar,
    private readonly pinpoints: PinpointGrammar,
  ) {}

  /** `bilaga 2 till lagen (2016:1145)`, `bilaga 2` in the act at hand. */
  annex(i: number): number {
    const { reading } = this;
    const { tokens: t, base } = reading;
    const numbered = t.is(i, K.ANNEX) && t.isNumber(i + 1) && t.digits(i + 1) <= 2;
    if (t.is(i, K.ANNEX) && !numbered) return 0;
    const annex = numbered ? String(t.value[i + 1]) : '1';
    const end = numbered ? i + 2 : i + 1;
    const act = this.acts.after(t.is(end, K.TO) ? end + 1 : end, false);
    if (act) {
      if (act.target?.startsWith('celex/')) return 0;
      reading.emit(i, act.end, act.target === null ? null : withFragment(act.target, `B${annex}`), act.reason);
      if (act.target !== null) reading.mention(act.target, act.noun);
      return act.end;
    }
    if (base === null || !isStatute(base) || t.is(end, K.TO) || !numbered) return 0;
    reading.emit(i, end, withFragment(base, `B${annex}`));
    return end;
  }

  /**
   * `punkt 4 i övergångsbestämmelserna till lagen (2018:747) om ändring i skollagen (2010:800)`. The points belong to the
   * amending act's block in the act it amends (`L2018:747N4`); without that act, to the act that is named.
   */
  transitional(i: number): number {
    const { reading } = this;
    const { tokens: t, base, basePlace } = reading;
    const list = this.pinpoints.numbers(i + 1);
    if (list === null) return 0;
    let at = list.end;
    if (!t.is(at, K.IN)) return 0;
    if (t.hyphenEnded(++at) && t.is(at + 1, K.AND)) at += 2;
    if (!t.is(at, K.TRANSITION)) return 0;
    at++;
    const act = t.is(at, K.TO) ? this.acts.after(at + 1, false) : null;
    let block: string | null = null;
    if (act) {
      at = act.end;
      if (act.target?.startsWith('sfs/')) {
        const amended = this.amended(at);
        if (amended) at = amended.end;
        const own = amended?.target ?? (base?.startsWith('sfs/') && !act.named ? base : act.target);
        block = `${own}#L${act.target.slice('sfs/'.length)}`;
      }
    } else if (base !== null && basePlace?.amending !== undefined) block = `${base}#L${basePlace.amending}`;
    const last = list.values.length - 1;
    list.values.forEach((value, k) => {
      const from = k === 0 ? i : list.from[k]!;
      reading.emit(
        from,
        k === last ? at : list.to[k]!,
        block === null ? null : `${block}N${value}`,
        act?.reason ?? 'no-base',
      );
    });
    return at;
  }

  /** ` om ändring i skollagen (2010:800)`. */
  private amended(i: number): { end: number; target: string } | null {
    const { tokens: t } = this.reading;
    if (!t.is(i, K.ABOUT) || !t.isWord(i + 1) || t.word(i + 1) !== 'ändring' || !t.is(i + 2, K.IN)) return null;
    const act = this.acts.after(i + 3, false);
    return act?.target?.startsWith('sfs/') ? { end: act.end, target: act.target } : null;
  }
}
