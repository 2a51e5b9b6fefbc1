import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAct, type UserError } from '../api/act';
import { useKept } from '../drafts/use-kept';
import { graphql } from '../gql';
import type { GuidanceAccess } from '../gql/graphql';
import { Button } from '../parts/button';
import { Page } from '../parts/page';
import { isPersonal, PersonalData, type PersonalDataDecision } from '../parts/personal-data';
import { shellWords } from '../words/shell';
import { workWords } from '../words/work';
import { useLanguage, useWords } from '../words/words';

const AREAS = graphql(`
  query NewGuidanceAreas($lang: Language!) {
    subjectAreas {
      id
      label(lang: $lang)
      narrower {
        id
        label(lang: $lang)
      }
    }
  }
`);

const CREATE = graphql(`
  mutation GuidanceCreate($input: GuidanceCreateInput!) {
    guidanceCreate(input: $input) {
      guidance {
        id
        ref
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Guidance that nobody has asked for: a title and an area, and then the workspace. */
export function GuidanceNew(): ReactNode {
  const w = useWords(workWords);
  const shell = useWords(shellWords);
  const lang = useLanguage();
  const navigate = useNavigate();
  const [{ data }] = useQuery({ query: AREAS, variables: { lang } });
  const [create, creating] = useAct(CREATE);
  const [title, setTitle, sent] = useKept('vagledning:ny', '');
  const [area, setArea] = useState('');
  const [access, setAccess] = useState<GuidanceAccess>('PUBLIC');
  const [errors, setErrors] = useState<UserError[]>([]);
  const send = async (personalData?: PersonalDataDecision): Promise<void> => {
    const outcome = await create({ title, subjectAreas: [area], access, personalData });
    const made = outcome.payload?.guidance;
    if (outcome.done && made) {
      sent();
      void navigate({ to: '/arbete/$ref', params: { ref: made.ref ?? made.id } });
    } else setErrors(outcome.errors.map((one) => ({ ...one, message: one.message || shell.notSaved })));
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  const personal = errors.find(isPersonal);
  return (
    <Page title={w.newGuidance} lead={<p>{w.newGuidanceLead}</p>}>
      <form className="stack narrow" onSubmit={onSubmit}>
        {errors
          .filter((one) => one !== personal)
          .map(({ code, message }) => (
            <p key={code} className="notice notice-wrong" role="alert">
              {message}
            </p>
          ))}
        {personal ? (
          <PersonalData error={personal} mayKeep={false} busy={creating} decide={(decision) => void send(decision)} />
        ) : null}
        <label className="field">
          <span className="label">{w.title}</span>
          <input
            className="field-plain"
            required
            maxLength={300}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
          />
        </label>
        <label className="field">
          <span className="label">{w.area}</span>
          <select className="field-plain" required value={area} onChange={({ target }) => setArea(target.value)}>
            <option value="">{w.chooseArea}</option>
            {data?.subjectAreas.map((top) => (
              <optgroup key={top.id} label={top.label}>
                {[top, ...top.narrower].map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.label}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <fieldset className="choices">
          <legend>{w.liftAccess}</legend>
          {(['PUBLIC', 'MEMBERS'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="new-access" checked={access === one} onChange={() => setAccess(one)} />
              {one === 'PUBLIC' ? w.accessPublic : w.accessMembers}
            </label>
          ))}
        </fieldset>
        <Button type="submit" isDisabled={creating}>
          {w.create}
        </Button>
      </form>
    </Page>
  );
}
