import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { type Passkey, PasskeyList } from '../../../modules/people/passkeys/contract.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { AddPasskey, RemovePasskey, RenamePasskey } from './passkey-dialogs.tsx'
import { askMyWays } from './use-my-ways.ts'

/** Nothing where the house can have none. */
export function PasskeysCard() {
  const ways = useQuery(askMyWays())
  return ways.data?.passkeys ? <Passkeys /> : null
}

type Asked = { what: 'add' } | { what: 'rename' | 'remove'; passkey: Passkey } | null

/** The keys that one's devices hold. */
function Passkeys() {
  const t = useWords('people')
  const words = useProblemWords()
  const list = useQuery(ask({ topic: 'me', path: '/me/passkeys', schema: PasskeyList, workspace: null }))
  const [asked, setAsked] = useState<Asked>(null)
  const close = () => setAsked(null)
  return (
    <Card title={t('passkeys.title')} help={t('passkeys.help')}>
      {list.isPending && <SkeletonRows rows={1} />}
      {list.error && <ErrorState small words={words(list.error)} onRetry={() => void list.refetch()} />}
      {list.data && (
        <>
          <ul className="divide-y divide-line">
            {list.data.items.map((passkey) => (
              <Row
                key={passkey.id}
                passkey={passkey}
                onRename={() => setAsked({ what: 'rename', passkey })}
                onRemove={() => setAsked({ what: 'remove', passkey })}
              />
            ))}
          </ul>
          <Button className="mt-1" onClick={() => setAsked({ what: 'add' })}>
            {t('passkeys.add')}
          </Button>
        </>
      )}
      {asked?.what === 'add' && <AddPasskey onClose={close} />}
      {asked?.what === 'rename' && <RenamePasskey passkey={asked.passkey} onClose={close} />}
      {asked?.what === 'remove' && <RemovePasskey passkey={asked.passkey} onClose={close} />}
    </Card>
  )
}

type RowProps = { passkey: Passkey; onRename: () => void; onRemove: () => void }

function Row({ passkey, onRename, onRemove }: RowProps) {
  const t = useWords('people')
  const formats = useFormats()
  const { name, synced, createdAt, usedAt } = passkey
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <KeyRound aria-hidden className="size-5 shrink-0 text-faint" />
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium break-words">
          {name}
          {synced && <Badge>{t('passkeys.synced')}</Badge>}
        </p>
        <p className="text-sm text-muted">
          {t('passkeys.addedAt', { when: formats.day(createdAt) })}
          {' · '}
          {usedAt ? t('passkeys.usedAt', { when: formats.relative(usedAt) }) : t('passkeys.neverUsed')}
        </p>
      </div>
      <span className="flex gap-2">
        <Button size="small" onClick={onRename} aria-label={t('passkeys.renameOf', { name })}>
          {t('passkeys.rename')}
        </Button>
        <Button size="small" onClick={onRemove} aria-label={t('passkeys.removeOf', { name })}>
          {t('passkeys.remove')}
        </Button>
      </span>
    </li>
  )
}
