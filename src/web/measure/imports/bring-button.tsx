import { Upload } from 'lucide-react'
import { useRef } from 'react'
import { MetricImport } from '../../../modules/measure/imports/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'

const accepted = '.csv,.tsv,.txt,.xlsx,.json,text/csv,application/json'

type Told = { encoding?: string; sheet?: string }

/** Brings a file of numbers of one channel and opens it. */
export function BringButton({
  channel,
  told = {},
  label,
  look = 'primary',
}: {
  channel: string | undefined
  told?: Told
  label?: string
  look?: 'primary' | 'secondary'
}) {
  const t = useWords('brought')
  const go = useGo()
  const input = useRef<HTMLInputElement>(null)
  const upload = useWrite(
    (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return api.post('/metric-imports', { form, query: { channel, ...told }, schema: MetricImport })
    },
    { touches: ['imports'], onSuccess: ({ id }) => go(`/numbers/imports/${id}`) },
  )
  return (
    <>
      <Button
        look={look}
        icon={Upload}
        busy={upload.isPending}
        disabled={!channel}
        onClick={() => input.current?.click()}
      >
        {label ?? t('bring')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accepted}
        aria-label={t('file')}
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file) upload.mutate(file)
          target.value = ''
        }}
      />
    </>
  )
}
