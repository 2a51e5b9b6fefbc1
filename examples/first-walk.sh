#!/usr/bin/env bash
# The main job, end to end, with nothing but curl: a municipality asks, the association answers, reviews and delivers, the
# answer is lifted to public guidance, and anybody reads it. `npm start` must be running in another terminal.
#
#   examples/first-walk.sh [address]      default: http://localhost:3000
set -euo pipefail
cd "$(dirname "$0")/.."
address=${1:-${PUBLIC_URL:-http://localhost:${PORT:-3000}}}

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
token() { node bin/lagrum.js token --person "$1"; }

# gql <token|-> <query> <variables as JSON>: prints the answer; ends the walk when the answer holds an error.
gql() {
  local body answer
  body=$(node -e 'console.log(JSON.stringify({query: process.argv[1], variables: JSON.parse(process.argv[2])}))' "$2" "$3")
  local who=(); [ "$1" = - ] || who=(-H "Authorization: Bearer $1")
  answer=$(curl -sS "$address/graphql" -H 'Content-Type: application/json' -H 'Accept-Language: sv' "${who[@]}" --data-binary "$body")
  node -e '
    const answer = JSON.parse(process.argv[1]);
    const wrong = [...(answer.errors ?? []), ...Object.values(answer.data ?? {}).flatMap((one) => one?.userErrors ?? [])];
    if (wrong.length) { console.error(JSON.stringify(wrong, null, 2)); process.exit(1); }
    console.log(JSON.stringify(answer.data));' "$answer"
}
# pick <json> <path.to.value>
pick() { node -e 'console.log(process.argv[2].split(".").reduce((at, key) => at?.[key], JSON.parse(process.argv[1])) ?? "")' "$1" "$2"; }
# input <key> <value> …: a JSON object {"input": {…}}; numbers, true and false keep their type.
input() { node -e '
  const [, ...words] = process.argv; const made = {};
  for (let i = 0; i < words.length; i += 2) made[words[i]] = /^(\d+|true|false)$/.test(words[i + 1]) ? JSON.parse(words[i + 1]) : words[i + 1];
  console.log(JSON.stringify({ input: made }))' "$@"; }
# Jobs run beside the answer: look until it is there, at most 20 seconds.
await() { local i; for i in $(seq 40); do "$@" && return 0; sleep 0.5; done; echo "Waited in vain: $*" >&2; return 1; }

say '0. Tokens for the people of the demo'
officer=$(token handlaggare@kommun-a.demo); neighbour=$(token handlaggare@kommun-b.demo)
lawyer=$(token jurist@skr.demo); reviewer=$(token granskare@skr.demo)
echo 'handlaggare@kommun-a.demo, handlaggare@kommun-b.demo, jurist@skr.demo, granskare@skr.demo'

say '1. Kommun A writes a question'
unit=$(gql "$officer" '{ viewer { memberships { unit { id name } } } }' '{}')
draft=$(gql "$officer" 'mutation ($input: QuestionDraftInput!) { questionDraft(input: $input) { question { id version } userErrors { code message path } } }' \
  "$(input title 'Får vi ta emot ansökan om skolskjuts utan underskrift?' text 'Vi vill införa en e-tjänst för ansökan om skolskjuts. Behöver vårdnadshavaren skriva under elektroniskt?' unitId "$(pick "$unit" viewer.memberships.0.unit.id)" diaryNumber 'SN 2026/00417')")
question=$(pick "$draft" questionDraft.question.id); version=$(pick "$draft" questionDraft.question.version)
echo "$draft"

say '2. What others have asked, before it is sent'
gql "$officer" 'query ($text: String!) { similarEntries(text: $text, first: 3) { ref title } }' '{"text": "elektronisk underskrift i e-tjänst"}'

say '3. It is sent, de-identified'
sent=$(gql "$officer" 'mutation ($input: QuestionSubmitInput!) { questionSubmit(input: $input) { question { ref state version } userErrors { code message path } } }' \
  "$(input id "$question" expectedVersion "$version" deIdentified true)")
ref=$(pick "$sent" questionSubmit.question.ref); echo "$sent"

say '4. A job has put it in the lawyers’ inbox'
in_inbox() { gql "$lawyer" '{ inbox(first: 100) { nodes { kind entry { ref } } } }' '{}' | grep -q "\"kind\":\"TRIAGE\",\"entry\":{\"ref\":\"$ref\"}"; }
await in_inbox; echo "TRIAGE $ref"

say '5. The lawyer accepts it and answers'
area=$(gql - '{ subjectAreas { id key } }' '{}' | node -e 'const d = JSON.parse(require("fs").readFileSync(0)); console.log(d.subjectAreas.find((one) => /signatur|underskrift/.test(one.key)).id)')
version=$(pick "$sent" questionSubmit.question.version)
accepted=$(gql "$lawyer" 'mutation ($input: QuestionAcceptInput!) { questionAccept(input: $input) { question { state dueAt allowedActions { action blockers { message } } } userErrors { code message path } } }' \
  "{\"input\": {\"id\": \"$question\", \"expectedVersion\": $version, \"subjectAreas\": [\"$area\"]}}")
echo "$accepted"
revision=$(gql "$lawyer" 'mutation ($input: RevisionDraftInput!) { revisionDraft(input: $input) { revision { id version } userErrors { code message path } } }' \
  "$(input entry "$question" body 'Ja. Skollagen ställer inget krav på underskrift för en ansökan om skolskjuts, och av 21 § förvaltningslagen (2017:900) följer att en bekräftelse kan begäras bara om det behövs.' conclusion POSSIBLE)")
answer=$(pick "$revision" revisionDraft.revision.id)
gql "$lawyer" 'mutation ($input: RevisionSubmitInput!) { revisionSubmit(input: $input) { revision { state version } userErrors { code message path } } }' "$(input id "$answer" expectedVersion 1)"

say '6. Another lawyer reviews; the one who wrote it publishes'
gql "$reviewer" 'mutation ($input: RevisionApproveInput!) { revisionApprove(input: $input) { revision { state version } userErrors { code message path } } }' "$(input id "$answer" expectedVersion 2)"
gql "$lawyer" 'mutation ($input: RevisionActionInput!) { revisionPublish(input: $input) { revision { state } userErrors { code message path } } }' "$(input id "$answer" expectedVersion 3)"

say '7. Kommun A reads its answer; Kommun B and the public do not'
gql "$officer" 'query ($id: ID!) { question(id: $id) { ref state answer { body conclusion } } }' "{\"id\": \"$question\"}"
for who in "$neighbour" -; do
  seen=$(gql "$who" 'query ($id: ID!, $ref: String!) { node(id: $id) { id } entry(ref: $ref) { title } }' "{\"id\": \"$question\", \"ref\": \"$ref\"}")
  [ "$seen" = '{"node":null,"entry":null}' ] || { echo "somebody saw what is not theirs: $seen" >&2; exit 1; }
done
echo 'Kommun B: {"node":null,"entry":null}   Nobody signed in: {"node":null,"entry":null}'

say '8. The answer is lifted to guidance for all, reviewed and published'
lifted=$(gql "$lawyer" 'mutation ($input: GuidanceLiftInput!) { guidanceLift(input: $input) { guidance { id ref revisions { id version } } userErrors { code message path } } }' \
  "$(input question "$question" title 'Underskrift i e-tjänst för skolskjuts' deIdentified true conclusion POSSIBLE)")
guidance=$(pick "$lifted" guidanceLift.guidance.id); text=$(pick "$lifted" guidanceLift.guidance.revisions.0.id); echo "$lifted"
gql "$lawyer" 'mutation ($input: RevisionSubmitInput!) { revisionSubmit(input: $input) { revision { state } userErrors { code message path } } }' "$(input id "$text" expectedVersion 1)"
gql "$reviewer" 'mutation ($input: RevisionApproveInput!) { revisionApprove(input: $input) { revision { state } userErrors { code message path } } }' "$(input id "$text" expectedVersion 2)"
gql "$lawyer" 'mutation ($input: RevisionActionInput!) { revisionPublish(input: $input) { revision { state } userErrors { code message path } } }' "$(input id "$text" expectedVersion 3)"

say '9. Anybody reads it, without signing in'
public=$(gql - 'query ($id: ID!) { guidance(id: $id) { ref title conclusion html } }' "{\"id\": \"$guidance\"}"); echo "$public"
case "$public" in *'"conclusion":"POSSIBLE"'*) ;; *) echo 'the guidance is not there' >&2; exit 1 ;; esac
case "$public" in *inköping*) echo 'the asker is named' >&2; exit 1 ;; esac

say '10. The audit trail holds'
node bin/lagrum.js audit verify
