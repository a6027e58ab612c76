import { useMay } from '../../api/me.ts'
import { ConversionsList } from '../media/conversions-list.tsx'
import { useConversions } from '../media/use-films.ts'

/** How far what is made of a film for networks is. */
export function FilmStanding({ mediaId }: { mediaId: string }) {
  const may = useMay()
  const conversions = useConversions(mediaId)
  const made = (conversions.data?.items ?? []).filter(({ kind }) => kind === 'fit')
  return <ConversionsList items={made} mayWrite={may('post.write')} />
}
