import { Injectable } from '@nestjs/common';
import { UserError } from '../platform/user-error.js';
import { cleanText, TextRule } from './clean-text.js';
import { blocks, Finding, mask, remove } from './finding.js';
import { findIdentifiers } from './personal-numbers.js';
import './privacy.messages.js';

export interface InputText {
  /** The input field, as in "input.text". */
  path: string;
  text: string;
}

/** What the sender chose when told: take the identifiers away, mask them, or keep them for a stated reason. */
export interface PersonalDataDecision {
  action: 'REMOVE' | 'MASK' | 'KEEP';
  ground?: string | null;
}

/** A finding and the field it stands in; offsets are UTF-16 units in the text given to the gate. */
export interface InputFinding extends Finding {
  path: string;
}

export interface GateResult {
  /** The texts to store, in the order given. */
  texts: string[];
  /** What was found and let through: addresses, telephone numbers and the like. */
  warnings: InputFinding[];
  /** Personal numbers kept with a ground; for the audit row, by kind and number only. */
  kept: InputFinding[];
}

/** Taking numbers away can bring digits together that form a new one; after this many rounds the rest is masked. */
const REMOVAL_ROUNDS = 3;

/**
 * The one gate that every text a person writes passes before it is stored. It blocks personal numbers (also probable
 * ones) until the sender has decided, and never lets one go where more than named people read. What it returns and
 * throws says where something stands, never what: errors are logged, findings are shown.
 */
@Injectable()
export class PrivacyGate {
  /**
   * The whole way of an action's texts, by field: hygiene first, then the finder. `fields` maps a name to what the person
   * wrote and its rule; absent texts come back as null.
   */
  pass<K extends string>(
    fields: Record<K, { text: string | null | undefined; rule: TextRule }>,
    decision: PersonalDataDecision | null | undefined,
    { restricted }: { restricted: boolean },
  ): Record<K, string | null> {
    const names = (Object.keys(fields) as K[]).filter(
      (name) => fields[name].text != null || fields[name].rule.required,
    );
    const inputs = names.map((name) => ({
      path: fields[name].rule.path,
      text: cleanText(fields[name].text, fields[name].rule),
    }));
    const { texts } = this.check(inputs, decision, { restricted });
    const passed = Object.fromEntries(Object.keys(fields).map((name) => [name, null])) as Record<K, string | null>;
    names.forEach((name, i) => (passed[name] = texts[i] || null));
    return passed;
  }

  /**
   * Call it with texts already through `cleanText`, so that the places are those of the stored text.
   *
   * A decision acts on everything found, addresses and telephone numbers included; without one these pass as warnings.
   *
   * @throws UserError PERSONAL_DATA {findings, kinds, places} at the first field, when no decision came;
   *   PERSONAL_DATA_KEEP_ONLY_RESTRICTED; PERSONAL_DATA_GROUND_REQUIRED
   */
  check(
    inputs: readonly InputText[],
    decision: PersonalDataDecision | null | undefined,
    { restricted }: { restricted: boolean },
  ): GateResult {
    const perText = inputs.map(({ text }) => findIdentifiers(text));
    const all = inputs.flatMap(({ path }, i) => perText[i]!.map((finding) => ({ ...finding, path })));
    const blocking = all.filter(blocks);
    const warnings = all.filter((finding) => !blocks(finding));
    const texts = inputs.map(({ text }) => text);
    if (decision && (decision.action === 'MASK' || decision.action === 'REMOVE')) {
      const change = decision.action === 'MASK' ? mask : removeAll;
      return { texts: texts.map((text, i) => change(text, perText[i]!)), warnings: [], kept: [] };
    }
    if (blocking.length === 0) return { texts, warnings, kept: [] };
    const path = blocking[0]!.path;
    if (decision?.action !== 'KEEP') throw personalData(path, all);
    if (!restricted) throw new UserError('PERSONAL_DATA_KEEP_ONLY_RESTRICTED', path);
    const ground = decision.ground ?? '';
    if (ground.trim() === '') throw new UserError('PERSONAL_DATA_GROUND_REQUIRED', path);
    // The ground is shown and audited: it names a provision, not a person.
    const inGround = findIdentifiers(ground).filter(blocks);
    if (inGround.length > 0)
      throw personalData(
        path,
        inGround.map((finding) => ({ ...finding, path: 'ground' })),
      );
    return { texts, warnings, kept: blocking };
  }

  /** The hygiene of every input text; see `cleanText`. */
  clean(text: string | null | undefined, rule: TextRule): string {
    return cleanText(text, rule);
  }
}

function personalData(path: string, all: readonly InputFinding[]): UserError {
  const blocking = all.filter(blocks);
  return new UserError('PERSONAL_DATA', path, {
    findings: all.map(({ kind, certainty, start, end, path: at }) => ({ kind, certainty, start, end, path: at })),
    kinds: [...new Set(blocking.map((finding) => `IDENTIFIER_${finding.kind}`))],
    // Counted from 1, as people count.
    places: blocking.slice(0, 10).map(({ start, end }) => `${start + 1}–${end}`),
  });
}

function removeAll(text: string, findings: readonly Finding[]): string {
  let rest = remove(text, findings);
  for (let round = 1; round < REMOVAL_ROUNDS; round++) {
    const left = findIdentifiers(rest).filter(blocks);
    if (left.length === 0) return rest;
    rest = remove(rest, left);
  }
  return mask(rest, findIdentifiers(rest).filter(blocks));
}
