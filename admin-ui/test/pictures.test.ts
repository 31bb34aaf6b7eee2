import t from 'tap'
import type { EntityDescriptor } from '../src/entity/types.ts'
import { pictureFields, readPictures, withAdded, writePictures } from '../src/pictures/pictures.ts'
import { field, stone } from './fixtures.ts'

const photo = field('photoId', 'file')
const photos = field('photos', 'list', { items: field('item', 'file') })
const piece: EntityDescriptor = { ...stone, fields: [field('documentId', 'file'), photo, photos] }
const person: EntityDescriptor = { ...stone, fields: [photo] }

t.test('the main photograph and the others are one row of pictures', (t) => {
  const fields = pictureFields(piece)
  t.ok(fields)
  if (!fields) return t.end()
  const row = { id: '1', photoId: 'a', photos: ['b', 'c'] }
  t.same(readPictures(fields, row), ['a', 'b', 'c'])
  t.same(writePictures(fields, ['c', 'a', 'b', 'c']), { photoId: 'c', photos: ['a', 'b'] })
  t.same(writePictures(fields, []), { photoId: null, photos: [] })
  t.same(readPictures(fields, { id: '1', photoId: null, photos: ['b'] }), ['b'])
  t.same(withAdded(fields, ['a'], ['b', 'c']), ['a', 'b', 'c'])
  t.end()
})

t.test('where there is room for one, a new photograph takes its place', (t) => {
  const fields = pictureFields(person)
  t.ok(fields)
  if (!fields) return t.end()
  t.same(withAdded(fields, ['a'], ['b', 'c']), ['b'])
  t.same(writePictures(fields, ['b']), { photoId: 'b' })
  t.end()
})

t.test('a document is no picture', (t) => {
  t.equal(pictureFields({ ...stone, fields: [field('documentId', 'file')] }), undefined)
  t.end()
})
