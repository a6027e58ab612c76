import { FileCheck } from 'lucide-react'
import { useState } from 'react'
import { Consent } from '../../../modules/people/consents/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { consentsPage } from './routes.tsx'
import { touches, useConsents } from './use-contest.ts'

/** What people who are no members agreed to: word for word, when, and when they took it back. */
export function Page() {
  const t = useWords('contests')
  const words = useProblemWords()
  const { q } = consentsPage.useSearch()
  const setSearch = consentsPage.useSetSearch()
  const found = useConsents(q)
  const [asked, setAsked] = useState<Consent | null>(null)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Frame
      title={t('consents.nav')}
      help={t('consents.help')}
      width="read"
      back={{ to: '/contests', label: t('nav') }}
    >
      <div className="flex flex-col gap-4">
        <Field label={t('consents.search')} hideLabel>
          <Input
            type="search"
            placeholder={t('consents.search')}
            value={q}
            onChange={({ target }) => setSearch({ q: target.value })}
          />
        </Field>
        {found.isPending && <SkeletonRows rows={4} />}
        {found.isError && <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />}
        {found.data && items.length === 0 && <EmptyState icon={FileCheck} title={t('consents.none')} />}
        <ul className="flex flex-col gap-3">
          {items.map((consent) => (
            <Row key={consent.id} consent={consent} onWithdraw={() => setAsked(consent)} />
          ))}
        </ul>
        <Pager
          more={found.hasNextPage}
          busy={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
          auto
        />
      </div>
      {asked && <Withdraw consent={asked} onClose={() => setAsked(null)} />}
    </Frame>
  )
}

function Row({ consent, onWithdraw }: { consent: Consent; onWithdraw: () => void }) {
  const t = useWords('contests')
  const formats = useFormats()
  const { who, purpose, words, language, version, givenAt, confirmedAt, withdrawnAt } = consent
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <span className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 flex-1 basis-40 font-medium break-all">{who}</span>
        <Badge>{t(`consents.purposes.${purpose}`)}</Badge>
        {withdrawnAt && <Badge tone="warn">{t('consents.withdrawn')}</Badge>}
      </span>
      <p lang={language} className="text-sm break-words whitespace-pre-wrap">
        {words}
      </p>
      <span className="text-sm text-muted figures">
        {[
          t('consents.given', { when: formats.moment(givenAt) }),
          confirmedAt && t('consents.confirmed', { when: formats.moment(confirmedAt) }),
          withdrawnAt && t('consents.takenBack', { when: formats.moment(withdrawnAt) }),
          t('consents.version', { version }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {!withdrawnAt && (
        <Button size="small" className="self-start" onClick={onWithdraw}>
          {t('consents.withdraw')}
        </Button>
      )}
    </li>
  )
}

/** It cannot be given back for them: so it is asked. */
function Withdraw({ consent, onClose }: { consent: Consent; onClose: () => void }) {
  const t = useWords('contests')
  const withdraw = useWrite(() => api.post(path`/consents/${consent.id}/withdraw`, { schema: Consent }), {
    touches,
    onSuccess: () => {
      toast(t('consents.withdrawnNow'))
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consents.withdraw')}
      help={t(consent.purpose === 'contest' ? 'consents.withdrawContest' : 'consents.withdrawNews')}
      actions={
        <Button look="danger" busy={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
          {t('consents.withdraw')}
        </Button>
      }
    >
      <p className="break-all">{consent.who}</p>
    </Dialog>
  )
}
