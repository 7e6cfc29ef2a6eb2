import type { Picture } from '../catalogue/catalogue.ts';
import { bytesAddress } from '../catalogue/names.ts';
import { thumbnailOf } from '../catalogue/variants.ts';

/** A small picture of a picture. Its name stands beside it or behind the link, so it has no text of its own. */
export function Thumbnail({ picture: { id, image } }: { picture: Picture }) {
  const { variant, file } = thumbnailOf(image);
  return (
    <img
      src={bytesAddress(id, variant, file.sha256)}
      alt=""
      width={file.width || undefined}
      height={file.height || undefined}
      loading="lazy"
      decoding="async"
    />
  );
}

/** The first pictures, for the app's first page. */
export function GalleryPreview({ pictures }: { pictures: Picture[] }) {
  return (
    <div class="strip">
      {pictures.slice(0, 6).map((picture) => (
        <span key={picture.id} class="mat">
          <Thumbnail picture={picture} />
        </span>
      ))}
    </div>
  );
}
