import type { ReactNode } from 'react';
import { useAct } from '../api/act';
import { graphql } from '../gql';
import { say } from '../shell/toasts';
import { shellWords } from '../words/shell';
import { guidanceWords } from '../words/guidance';
import { useWords } from '../words/words';
import { Button } from './button';

const WATCH = graphql(`
  mutation WatchEntry($input: WatchInput!) {
    watch(input: $input) {
      entry {
        id
        watching
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
const UNWATCH = graphql(`
  mutation UnwatchEntry($input: WatchInput!) {
    unwatch(input: $input) {
      entry {
        id
        watching
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export function Watch({ entry, watching, again }: { entry: string; watching: boolean; again: () => void }): ReactNode {
  const w = useWords(guidanceWords);
  const shell = useWords(shellWords);
  const [watch, busy] = useAct(WATCH);
  const [unwatch, busyToo] = useAct(UNWATCH);
  const toggle = async (): Promise<void> => {
    const outcome = await (watching ? unwatch : watch)({ entry });
    if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
    say(watching ? w.notWatching : w.watchingThis);
    again();
  };
  return (
    <Button variant="secondary" size="medium" onPress={toggle} isDisabled={busy || busyToo}>
      {watching ? w.unwatch : w.watch}
    </Button>
  );
}
