import type { PostRef } from '../../../modules/plan/presence/contract.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'

/** Posts with what they brought, a line each. */
export function PostLines({ title, posts }: { title: string; posts: readonly PostRef[] }) {
  const t = useWords('presence')
  const { day } = useFormats()
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-sm font-medium text-muted">{title}</h3>
      <ul className="flex flex-col gap-1.5">
        {posts.map(({ publicationId, text, url, publishedAt, engagements }) => (
          <li key={publicationId} className="min-w-0">
            <p className="truncate text-base" title={text}>
              {url ? (
                <a href={url} target="_blank" rel="noreferrer noopener" className="text-accent underline">
                  {text || t('noText')}
                </a>
              ) : (
                text || t('noText')
              )}
            </p>
            <p className="text-sm text-muted figures">
              {t('engagements', { count: engagements })} · {day(publishedAt)}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}
