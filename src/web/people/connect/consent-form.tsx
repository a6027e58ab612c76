import { useState } from 'react'
import { agentMayHave, onlyReads, type Right } from '../../../app/rights.ts'
import { type Asked, type AuthorizationRequest, Consented } from '../../../modules/people/oauth/contract.ts'
import type { Me, MyWorkspace } from '../../../modules/people/sign-in/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { lastWorkspace } from '../../api/workspace.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { usePageTitle } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { endOf, useSpanChoices, usualSpan } from '../spans.ts'
import { always, MayField, type Scope } from './may-field.tsx'
import { leaveFor } from './request.ts'

type Props = { me: Me; request: AuthorizationRequest; asked: Asked }

/** What may be given to a program in a workspace: what one may oneself, without what no program is given. */
const offeredIn = ({ rights }: MyWorkspace): Right[] => (rights as Right[]).filter(agentMayHave)

const given = ({ kind, ticked }: Scope, offered: readonly Right[]): Right[] => {
  if (kind === 'all') return [...offered]
  if (kind === 'read') return offered.filter(onlyReads)
  return offered.filter((right) => right === always || ticked.includes(right))
}

/** A person says yes, and how far; or no. */
export function ConsentForm({ me, request, asked }: Props) {
  const t = useWords('people')
  const { name, back } = asked
  const title = t('connect.title', { name })
  const heading = usePageTitle(title)
  const open = me.workspaces.filter(({ rights }) => rights.includes('key.manage'))
  return (
    <div className="flex flex-col gap-4">
      <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight break-words">
        {title}
      </h1>
      <Claim asked={asked} />
      {open.length > 0 ? (
        <Choices workspaces={open} request={request} back={back} />
      ) : (
        <>
          <Alert tone="info">{t('connect.nowhere')}</Alert>
          <Refuse back={back} />
        </>
      )}
    </div>
  )
}

/** On one's own machine every program can listen, whoever vouches for the name. */
function Claim({ asked: { name, host, local, vouchedBy: by } }: { asked: Asked }) {
  const t = useWords('people')
  if (local) return <Alert tone="warn">{t('connect.claimLocal', { name, host })}</Alert>
  return (
    <Alert tone="warn">
      {by ? t('connect.claimVouched', { name, by, host }) : t('connect.claim', { name, host })}
    </Alert>
  )
}

const Refuse = ({ back }: { back: string }) => {
  const t = useWords('people')
  return <Button onClick={() => leaveFor(back)}>{t('connect.refuse')}</Button>
}

type ChoicesProps = { workspaces: MyWorkspace[]; request: AuthorizationRequest; back: string }

function Choices({ workspaces, request, back }: ChoicesProps) {
  const t = useWords('people')
  const spans = useSpanChoices()
  const [id, setId] = useState(() => usual(workspaces)?.id)
  const [scope, setScope] = useState<Scope>({ kind: 'read', ticked: [] })
  const [span, setSpan] = useState<string>(usualSpan)
  const workspace = workspaces.find((each) => each.id === id)
  const offered = workspace ? offeredIn(workspace) : []
  const only = given(scope, offered)
  const allow = useWrite(
    () =>
      api.post('/consent', {
        workspace: id,
        body: { request, only, expiresAt: endOf(span) },
        schema: Consented,
      }),
    { onSuccess: ({ to }) => leaveFor(to) },
  )
  return (
    <>
      <Field label={t('connect.workspace')}>
        <Select
          value={id}
          onChange={setId}
          choices={workspaces.map(({ id: value, name }) => ({ value, label: name }))}
        />
      </Field>
      <MayField scope={scope} onChange={setScope} offered={offered} only={only} />
      <Field label={t('keys.ends')}>
        <Select value={span} onChange={setSpan} choices={spans} />
      </Field>
      <p className="text-sm text-muted">{t('connect.never')}</p>
      <div className="mt-1 flex flex-wrap-reverse gap-3 *:flex-1">
        <Refuse back={back} />
        <Button
          look="primary"
          // Stays busy until the browser has gone: a second press would let it in twice.
          busy={allow.isPending || allow.isSuccess}
          onClick={() => allow.mutate(undefined)}
        >
          {t('connect.allow')}
        </Button>
      </div>
    </>
  )
}

const usual = (workspaces: readonly MyWorkspace[]): MyWorkspace | undefined =>
  workspaces.find(({ id }) => id === lastWorkspace()) ?? workspaces[0]
