/** Pictures and films, and how the brand looks. */
import { z } from 'zod'
import { BrandColour, BrandFonts, mostColours } from '../../../create/brand/contract.ts'
import { Consent, Licence, mostTags, Tag } from '../../../create/media/contract.ts'
import { Recipe } from '../../../create/pictures/contract.ts'
import {
  day,
  digest,
  flag,
  id,
  instant,
  json,
  madeAt,
  maybe,
  oneOf,
  person,
  readFrom,
  since,
  text,
  version,
  whole,
} from '../fields.ts'
import { inRecipe } from '../inside.ts'
import { type Kind, kind } from '../kind.ts'

/** A folder comes after the one that it lies in, however they were moved. */
const topFirst = `(
  with recursive above as (
    select t.parent_id as id, 0 as n union all
    select f.parent_id, n + 1 from above join media_folders f on f.id = above.id where n < 50)
  select max(n) from above), t.id`

/** A JPEG of 1,280 pixels at most has a few hundred thousand bytes. */
export const mostCoverBytes = 2_000_000

export const mediaKinds: readonly Kind[] = [
  {
    ...kind('media-folders', 'media_folders', 'Folders of the library.', topFirst, {
      id: id('Its id'),
      parentId: maybe(id('The folder that it lies in')),
      name: text('Its name', 80),
      createdAt: madeAt,
      deletedAt: maybe(instant('When it was deleted; 30 days later it is gone')),
    }),
    since: 4,
  },
  kind(
    'media',
    'media',
    'Pictures and films; the file itself lies under the name that `file` says.',
    't.id',
    {
      id: id('Its id'),
      digest: digest('Of the file'),
      uploadDigest: digest('Of the file as it came, by which it is known again'),
      kind: oneOf(['image', 'video'], 'What it is'),
      mime: text('Its type', 100),
      bytes: whole('Its length'),
      width: whole('In pixels', 1, 1_000_000),
      height: whole('In pixels', 1, 1_000_000),
      durationMs: maybe(whole('Length of a film in milliseconds', 0, 2_147_483_647)),
      fileName: text('As it was called', 300),
      alt: text('What it shows', 10_000),
      animated: flag('More than one frame'),
      file: readFrom(
        't.storage_key',
        maybe(text('Where its file lies here; null when the house had lost it', 100)),
      ),
      createdBy: person('Who uploaded it'),
      createdAt: madeAt,
      deletedAt: maybe(instant('When it was deleted; 30 days later it is gone')),
      folderId: since(4, maybe(id('The folder that it lies in'))),
      tags: since(4, json('What it wears', z.array(Tag).max(mostTags))),
      owner: since(4, text('Whose it is', 200)),
      licence: since(4, maybe(oneOf(Licence.options, 'By what right it is used'))),
      terms: since(4, text('On which terms', 2000)),
      usableUntil: since(4, maybe(day('Its last day of use'))),
      consent: since(4, maybe(oneOf(Consent.options, 'Whether those who are seen agree'))),
    },
    {
      search_text: 'Name, alt text and tags in small letters; written anew.',
      storage_key: 'Where the file lay in the old house.',
      brought_by: 'Who else brought the same file; whoever uploaded it first is told.',
    },
  ),
  {
    ...kind(
      'media-films',
      'media_films',
      'Pictures that were chosen to stand for films.',
      't.media_id',
      {
        mediaId: id('The film'),
        cover: digest('Of the picture'),
        coverMs: maybe(
          whole('From which instant of the film it was taken, in milliseconds', 0, 2_147_483_647),
        ),
        picture: readFrom(
          "(select f.storage_key from media_forms f where f.media_id = t.media_id and f.rule = 'cover-' || left(t.cover, 24))",
          text('The picture itself, a JPEG in Base64', Math.ceil(mostCoverBytes / 3) * 4),
        ),
      },
      {
        facts: 'What was found in it; it is looked into anew.',
        looked_at: 'When it was looked into.',
      },
    ),
    since: 4,
  },
  {
    ...kind('media-captions', 'media_captions', 'What is said in films.', 't.media_id, t.language, t.id', {
      id: id('Its id'),
      mediaId: id('The film'),
      language: text('In which language (BCP 47)', 35),
      fileName: text('As the file was called', 300),
      digest: digest('Of the words'),
      words: text('As WebVTT', 4_000_000),
      createdAt: madeAt,
      replacedAt: maybe(instant('When others took their place')),
    }),
    since: 4,
  },
  {
    ...kind('media-edits', 'media_edits', 'How pictures were made of others.', 't.media_id', {
      mediaId: id('What was made'),
      sourceId: id('The original'),
      recipe: json('What was done', Recipe, { points: inRecipe }),
      createdAt: madeAt,
    }),
    since: 4,
  },
  {
    ...kind('brand-kits', 'brand_kits', 'How the brand looks.', 't.workspace_id', {
      colours: json('Its colours', z.array(BrandColour).max(mostColours)),
      fonts: json('Its fonts', BrandFonts),
      version,
    }),
    since: 4,
  },
  {
    ...kind('brand-logos', 'brand_logos', 'Logos of the brand.', 't.place, t.media_id', {
      mediaId: id('The picture'),
      name: text('What it is called', 80),
      place: whole('Its place', 0, 100),
    }),
    since: 4,
  },
]
