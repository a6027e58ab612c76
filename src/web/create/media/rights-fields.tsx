import { Consent, Licence, type Media, type MediaChange } from '../../../modules/create/media/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { sayDay } from '../../kit/days.ts'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input, Textarea } from '../../kit/input.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { ProofsField } from './proofs-field.tsx'
import { standingOf } from './standing.ts'

type Props = { media: Media; typed: MediaChange; mayWrite: boolean; onChange: (change: MediaChange) => void }

/** Whose it is, by what right and how long it may be shown, and what proves it. */
export function RightsFields({ media, typed, mayWrite, onChange }: Props) {
  const t = useWords('media')
  const { timeZone, weekStartsOn } = useWorkspace()
  const { owner, licence, terms, usableUntil, consent } = { ...media, ...typed }
  return (
    <section aria-label={t('rights.title')} className="flex flex-col gap-4 border-t border-line pt-4">
      <h3 className="font-semibold">{t('rights.title')}</h3>
      <Standing media={media} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('rights.owner')}>
          <Input
            value={owner}
            maxLength={200}
            readOnly={!mayWrite}
            onChange={(event) => onChange({ owner: event.target.value })}
          />
        </Field>
        <Field label={t('rights.licence')}>
          <NativeSelect
            value={licence ?? ''}
            disabled={!mayWrite}
            onChange={(event) => onChange({ licence: Licence.safeParse(event.target.value).data ?? null })}
          >
            <option value="">{t('rights.notSaid')}</option>
            {Licence.options.map((one) => (
              <option key={one} value={one}>
                {t(`rights.licences.${one}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('rights.until')} help={t('rights.untilHelp')}>
          <DateField
            label={t('rights.until')}
            value={usableUntil ?? ''}
            zone={timeZone}
            weekStartsOn={weekStartsOn}
            disabled={!mayWrite}
            onChange={(day) => onChange({ usableUntil: day })}
            onClear={() => onChange({ usableUntil: null })}
          />
        </Field>
        <Field label={t('rights.consent')} help={t('rights.consentHelp')}>
          <NativeSelect
            value={consent ?? ''}
            disabled={!mayWrite}
            onChange={(event) => onChange({ consent: Consent.safeParse(event.target.value).data ?? null })}
          >
            <option value="">{t('rights.notSaid')}</option>
            {Consent.options.map((one) => (
              <option key={one} value={one}>
                {t(`rights.consents.${one}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      <Field label={t('rights.terms')}>
        <Textarea
          value={terms}
          maxLength={2000}
          readOnly={!mayWrite}
          onChange={(event) => onChange({ terms: event.target.value })}
        />
      </Field>
      <ProofsField mediaId={media.editedFrom ?? media.id} mayWrite={mayWrite} />
    </section>
  )
}

/** What follows from it, where something does. */
function Standing({ media }: { media: Media }) {
  const t = useWords('media')
  const { locale } = useFormats()
  const standing = standingOf(media, new Date())
  if (!standing) return null
  const day = media.usableUntil
    ? sayDay(media.usableUntil, locale, { day: 'numeric', month: 'long', year: 'numeric' })
    : ''
  return (
    <Alert tone={standing === 'soon' ? 'warn' : standing === 'ending' ? 'info' : 'bad'}>
      {t(`rights.standing.${standing}`, { day })}
    </Alert>
  )
}
