import { useState } from 'react'
import { encodings } from '../../../modules/create/imports/contract.ts'
import type { MetricImport } from '../../../modules/measure/imports/contract.ts'
import { Field } from '../../kit/field.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { BringButton } from './bring-button.tsx'

/** Another sheet or encoding than was found out; the file is brought once more for it. */
export function OtherReading({ file }: { file: MetricImport }) {
  const t = useWords('brought')
  const [encoding, setEncoding] = useState(file.encoding ?? '')
  const [sheet, setSheet] = useState(file.sheet ?? '')
  if (!file.encoding && file.sheets.length < 2) return null
  return (
    <details className="rounded-md border border-line px-4 py-2.5">
      <summary className="cursor-pointer text-base font-medium touch:py-2.5">{t('rare')}</summary>
      <div className="mt-3 grid items-end gap-4 sm:grid-cols-2">
        {file.sheets.length > 1 && (
          <Field label={t('sheet')}>
            <NativeSelect value={sheet} onChange={({ target }) => setSheet(target.value)}>
              {file.sheets.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </NativeSelect>
          </Field>
        )}
        {file.encoding && (
          <Field label={t('encoding')}>
            <NativeSelect value={encoding} onChange={({ target }) => setEncoding(target.value)}>
              {encodings.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </NativeSelect>
          </Field>
        )}
        <div>
          <BringButton
            look="secondary"
            channel={file.channelId}
            told={{ ...(encoding && { encoding }), ...(sheet && { sheet }) }}
            label={t('again')}
          />
        </div>
      </div>
    </details>
  )
}
