import { Images, Plus, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import {
  type ClaimKind,
  claimKinds,
  type Evidence,
  Evidence as EvidenceShape,
} from '../../../modules/create/compliance/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { MediaPicker } from '../media/media-picker.tsx'
import { useComposing } from '../posts/composer-context.ts'
import type { Told } from './use-findings.ts'

/** What stands behind what the post claims; shown where something claims, or where proof is there. */
export function ProofCard({ items }: { items: readonly Told[] }) {
  const t = useWords('compliance')
  const formats = useFormats()
  const { writing, change } = useComposing()
  const [adding, setAdding] = useState(false)
  const evidence = writing.evidence ?? []
  const claimed = items.find(({ code }) => code === 'claim')
  if (evidence.length === 0 && !claimed && !adding) return null
  const set = (next: Evidence[]) => change((now) => ({ ...now, evidence: next }))
  return (
    <Card
      title={t('proof.title')}
      help={t('proof.help')}
      actions={
        <Button size="small" icon={Plus} onClick={() => setAdding(true)}>
          {t('proof.add')}
        </Button>
      }
    >
      <ul className="flex flex-col divide-y divide-line">
        {evidence.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a proof is its place
          <li key={at} className="flex items-center gap-3 py-2 first:pt-0 last:pb-0">
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{t(`proof.claims.${one.claim}`)}</span>
              <span className="block text-sm break-all text-muted">
                {[one.url || one.words, formats.day(`${one.on}T00:00:00Z`, 'UTC')]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <IconButton
              icon={Trash2}
              label={t('proof.remove')}
              onClick={() => set(evidence.filter((_, i) => i !== at))}
            />
          </li>
        ))}
      </ul>
      {adding && (
        <Suspense fallback={null}>
          <AddProof
            claim={claimed?.facts.claim as ClaimKind | undefined}
            onClose={() => setAdding(false)}
            onAdd={(one) => {
              set([...evidence, one])
              setAdding(false)
            }}
          />
        </Suspense>
      )}
    </Card>
  )
}

function AddProof({
  claim: first,
  onClose,
  onAdd,
}: {
  claim: ClaimKind | undefined
  onClose: () => void
  onAdd: (one: Evidence) => void
}) {
  const t = useWords('compliance')
  const media = useWords('media')
  const { timeZone, weekStartsOn } = useWorkspace()
  const [claim, setClaim] = useState<ClaimKind>(first ?? 'superlative')
  const [url, setUrl] = useState('')
  const [picked, setPicked] = useState<{ id: string; name: string } | null>(null)
  const [picking, setPicking] = useState(false)
  const [on, setOn] = useState(() => new Date().toISOString().slice(0, 10))
  const made = EvidenceShape.safeParse({
    claim,
    url: url.trim(),
    mediaId: picked?.id ?? null,
    words: picked?.name ?? '',
    on,
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('proof.add')}
      actions={
        <Button look="primary" disabled={!made.success} onClick={() => made.success && onAdd(made.data)}>
          {t('proof.add')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('proof.claim')}>
          <Select
            value={claim}
            onChange={setClaim}
            choices={claimKinds.map((value) => ({ value, label: t(`proof.claims.${value}`) }))}
          />
        </Field>
        <Field label={t('proof.url')} optional={picked !== null}>
          <Input
            type="url"
            inputMode="url"
            placeholder="https://"
            maxLength={2000}
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        </Field>
        <Button icon={Images} onClick={() => setPicking(true)}>
          {picked?.name || media('pick')}
        </Button>
        <Field label={t('proof.on')}>
          <DateField
            value={on}
            zone={timeZone}
            weekStartsOn={weekStartsOn}
            label={t('proof.on')}
            onChange={setOn}
          />
        </Field>
      </div>
      {picking && (
        <MediaPicker
          onClose={() => setPicking(false)}
          onPicked={([one]) => one && setPicked({ id: one.id, name: one.alt || one.fileName || '' })}
        />
      )}
    </Dialog>
  )
}
