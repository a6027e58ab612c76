import { useQuery } from '@tanstack/react-query'
import { Building2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { MyWays } from '../../../modules/people/provider/contract.ts'
import { forgetReturnWord, problemOf, readReturnWord } from '../../api/return-word.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { JoinProvider, LeaveProvider } from './provider-dialogs.tsx'
import { askMyWays } from './use-my-ways.ts'

/** One's account at the provider; nothing where the house knows none. */
export function ProviderCard() {
  const ways = useQuery(askMyWays())
  const provider = ways.data?.provider
  return provider ? <Known provider={provider} /> : null
}

type Provider = NonNullable<MyWays['provider']>

function Known({ provider: { label, account } }: { provider: Provider }) {
  const t = useWords('people')
  const problem = useOutcome(label)
  const [asked, setAsked] = useState<'join' | 'leave' | null>(null)
  const close = () => setAsked(null)
  return (
    <Card title={t('provider.title', { label })} help={t('provider.help', { label })}>
      <div className="flex flex-col gap-3">
        {problem && <Alert tone="bad">{problem}</Alert>}
        {account ? (
          <Joined account={account} onRemove={() => setAsked('leave')} />
        ) : (
          <Button className="self-start" onClick={() => setAsked('join')}>
            {t('provider.join')}
          </Button>
        )}
      </div>
      {asked === 'join' && <JoinProvider label={label} onClose={close} />}
      {asked === 'leave' && <LeaveProvider label={label} onClose={close} />}
    </Card>
  )
}

type JoinedProps = { account: NonNullable<Provider['account']>; onRemove: () => void }

function Joined({ account, onRemove }: JoinedProps) {
  const t = useWords('people')
  const formats = useFormats()
  return (
    <div className="flex items-center gap-3">
      <Building2 aria-hidden className="size-5 shrink-0 text-faint" />
      <div className="min-w-0 flex-1">
        {account.email && <p className="font-medium break-words">{account.email}</p>}
        <p className="text-sm text-muted">
          {t('provider.joinedAt', { when: formats.day(account.joinedAt) })}
          {' · '}
          {account.usedAt
            ? t('provider.usedAt', { when: formats.relative(account.usedAt) })
            : t('provider.neverUsed')}
        </p>
      </div>
      <Button size="small" onClick={onRemove}>
        {t('provider.remove')}
      </Button>
    </div>
  )
}

/** Whoever is back from the provider is told once what became of it. Answers what went wrong. */
function useOutcome(label: string): string | null {
  const t = useWords('people')
  const words = useProblemWords()
  const [word] = useState(readReturnWord)
  useEffect(() => {
    if (!word) return
    forgetReturnWord()
    if (word === 'joined') toast(t('provider.joined', { label }))
  }, [word, t, label])
  if (!word || word === 'joined') return null
  return words(problemOf(word)) || words(problemOf('refused'))
}
