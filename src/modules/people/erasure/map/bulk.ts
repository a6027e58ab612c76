/** Tables of posts, and what makes posts by itself. */
import { account, pointer, type Tables, words } from './kind.ts'

export const bulkMap: Tables = {
  post_imports: {
    is: 'A table of posts that somebody brought.',
    personal: {
      file_name: words('What the file is called.', '90 days after it was used last'),
      sheet: words('Which sheet was read.', '90 days after it was used last'),
      sheets: words('Which sheets there are.', '90 days after it was used last'),
      header: words('What its columns are called.', '90 days after it was used last'),
      made_by: { ...pointer('Who brought it.'), exported: false },
    },
    plain: 'form digest encoding delimiter signature settings state words',
  },
  post_import_rows: {
    is: 'A row of such a table.',
    personal: {
      cells: words('What it says.', '90 days after it was used last'),
      notes: words('What is to be mended of it.', '90 days after it was used last'),
      body: words('The post that it means.', '90 days after it was used last'),
    },
    plain: 'state',
  },
  import_mappings: { is: 'What columns meant the last time.', personal: {}, plain: 'signature settings' },
  post_templates: {
    is: 'A post with gaps that are filled in.',
    personal: { name: words('Its name.'), body: words('What it says.') },
    plain: '',
  },
  series: {
    is: 'Posts that come again.',
    personal: {
      name: words('Its name.'),
      made_by: { ...pointer('With whose rights posts are made.'), exported: false },
    },
    plain: 'kind state rule zone holidays publish words',
  },
  series_items: {
    is: 'A post of a series.',
    personal: { body: words('What it says.'), wordings: words('What it says at other times.') },
    plain: 'state stopped',
  },
  series_turns: { is: 'One time of a series.', personal: {}, plain: 'state words' },
  post_sources: {
    is: 'A feed elsewhere whose entries become posts.',
    personal: {
      name: words('Its name.'),
      url: words('Where it is.'),
      rules: words('Which entries are taken, and what is made of them.'),
      trouble: account('Why it could not be read.'),
      made_by: { ...pointer('With whose rights posts are made.'), exported: false },
    },
    plain: 'state publish etag last_modified',
  },
  post_source_items: {
    is: 'An entry of such a feed.',
    personal: {
      key: account('By what it is known again.'),
      title: account('What it is called.'),
      url: account('Where it can be read.'),
      words: account('Why no post was made of it.'),
    },
    plain: 'digest state',
  },
}
