import { useState } from 'react'
import { type Candidate, Joining } from '../../modules/channels/joining/contract.ts'
import { api, path } from '../api/client.ts'
import { useWrite } from '../api/query.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/switch.tsx'
import { useWords } from '../kit/words.ts'

type Props = { attemptId: string; accounts: readonly Candidate[]; onStep: (step: Joining) => void }

const nameOf = ({ server, remoteId }: Candidate) => `${server} ${remoteId}`

/** The network offers several accounts: which of them are channels here? */
export function Candidates({ attemptId, accounts, onStep }: Props) {
  const t = useWords('channels')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const join = useWrite(
    () =>
      api.post(path`/joinings/${attemptId}/choose`, {
        body: {
          accounts: accounts
            .filter((account) => chosen.has(nameOf(account)))
            .map(({ remoteId, server }) => ({ remoteId, server })),
        },
        schema: Joining,
      }),
    { touches: ['channels'], onSuccess: onStep },
  )
  const toggle = (account: Candidate, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(nameOf(account))
    else next.delete(nameOf(account))
    setChosen(next)
  }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        join.mutate(undefined)
      }}
    >
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-3 text-base text-muted">{t('join.choose')}</legend>
        {accounts.map((account) => (
          <Checkbox
            key={nameOf(account)}
            label={account.name}
            help={account.handle}
            checked={chosen.has(nameOf(account))}
            onChange={(on) => toggle(account, on)}
          />
        ))}
      </fieldset>
      <div className="flex justify-end">
        <Button look="primary" type="submit" busy={join.isPending} disabled={chosen.size === 0}>
          {t('join.take', { count: chosen.size })}
        </Button>
      </div>
    </form>
  )
}
