import { useInfiniteQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { type ApiKey, ApiKeyList } from '../../../modules/people/keys/contract.ts'
import { api, path } from '../../api/client.ts'
import { askPages, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { CopyField } from '../../kit/copy.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { toast } from '../../kit/toast.tsx'
import { plainName, useWords } from '../../kit/words.ts'
import { ChannelsBadge } from '../channels-badge.tsx'
import { KeyForm } from './key-form.tsx'
import { RotateKey } from './key-rotate.tsx'

export function Page() {
  const t = useWords('people')
  const words = useProblemWords()
  const [making, setMaking] = useState(false)
  const keys = useInfiniteQuery(askPages({ topic: 'members', path: '/keys', schema: ApiKeyList }))
  const list = keys.data?.pages.flatMap(({ items }) => items) ?? []
  const make = (
    <Button look="primary" icon={Plus} onClick={() => setMaking(true)}>
      {t('keys.make')}
    </Button>
  )
  const empty = keys.isSuccess && list.length === 0
  return (
    <Frame title={t('keys.title')} help={t('keys.help')} width="read" actions={!empty && make}>
      <div className="flex flex-col gap-4">
        <Card flush>
          {keys.isPending && <SkeletonRows rows={3} />}
          {keys.error && <ErrorState words={words(keys.error)} onRetry={() => void keys.refetch()} />}
          {empty && (
            <EmptyState icon={KeyRound} title={t('keys.emptyTitle')} action={make}>
              {t('keys.emptyWords')}
            </EmptyState>
          )}
          <ul className="divide-y divide-line px-4 md:px-5">
            {list.map((key) => (
              <KeyRow key={key.id} apiKey={key} />
            ))}
          </ul>
          <Pager
            more={keys.hasNextPage}
            busy={keys.isFetchingNextPage}
            onMore={() => void keys.fetchNextPage()}
          />
        </Card>
        <Card title={t('keys.connectTitle')} help={t('keys.connectWords')}>
          <CopyField value={`${location.origin}/mcp`} label={t('keys.address')} />
        </Card>
      </div>
      <KeyForm open={making} onClose={() => setMaking(false)} />
    </Frame>
  )
}

function KeyRow({ apiKey: key }: { apiKey: ApiKey }) {
  const t = useWords('people')
  const formats = useFormats()
  const over = key.expiresAt !== null && new Date(key.expiresAt) < new Date()
  const facts = [
    key.connected && key.createdBy && t('keys.connectedBy', { name: key.createdBy }),
    t('keys.madeAt', { when: formats.day(key.createdAt) }),
    key.lastUsedAt ? t('keys.usedAt', { when: formats.relative(key.lastUsedAt) }) : t('keys.neverUsed'),
    key.lessened && !key.revokedAt && !over && t('keys.lessened'),
    key.expiresAt && !over && t('keys.expiresAt', { when: formats.day(key.expiresAt) }),
    key.oldUntil &&
      new Date(key.oldUntil) > new Date() &&
      t('keys.oldUntil', { when: formats.moment(key.oldUntil) }),
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {key.name}
          {!key.connected && <code className="text-sm font-normal text-muted">…{key.hint}</code>}
          {key.channels && <ChannelsBadge channels={key.channels} />}
        </p>
        <p className="text-sm text-muted">{facts.filter(Boolean).join(' · ')}</p>
        {key.only && (
          <p className="text-sm text-muted">
            {t('keys.onlyThese', {
              rights: key.only.map((right) => t(`keys.rights.${plainName(right)}`)).join(' · '),
            })}
          </p>
        )}
      </div>
      <Badge>{t(`roles.${key.role}.name`)}</Badge>
      {key.revokedAt || over ? (
        <Badge tone="bad">{key.revokedAt ? t('keys.revoked') : t('keys.over')}</Badge>
      ) : (
        <>
          {!key.connected && <RotateKey apiKey={key} />}
          <Revoke apiKey={key} />
        </>
      )}
    </li>
  )
}

/** What uses the key stops at once and a revoked key never works again, so it is asked. */
function Revoke({ apiKey: key }: { apiKey: ApiKey }) {
  const t = useWords('people')
  const [asked, setAsked] = useState(false)
  const revoke = useWrite(() => api.delete(path`/keys/${key.id}`), {
    touches: ['members'],
    onSuccess: () => {
      setAsked(false)
      toast(t('keys.revokedToast', { name: key.name }))
    },
  })
  return (
    <>
      <Button size="small" onClick={() => setAsked(true)}>
        {t('keys.revoke')}
      </Button>
      <Dialog
        open={asked}
        onClose={() => setAsked(false)}
        title={t('keys.revokeTitle', { name: key.name })}
        actions={
          <>
            <Button onClick={() => setAsked(false)}>{t('cancel')}</Button>
            <Button look="danger" busy={revoke.isPending} onClick={() => revoke.mutate(undefined)}>
              {t('keys.revoke')}
            </Button>
          </>
        }
      >
        <p className="text-muted">{t('keys.revokeWords')}</p>
      </Dialog>
    </>
  )
}
