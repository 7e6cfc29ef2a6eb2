/** What the run half of the part is told: the forms of the spec, as they lie in the payload. */
export interface FormSpec {
  forms: readonly PackedForm[];
  /** Where answers are sent, as an `s3://` address that ends with `/`. */
  answers?: { to: string };
}

/** One form of the spec. */
export interface PackedForm {
  /** Its name in the spec; also a part of addresses. */
  name: string;
  title: string;
  /** Its `Layout` (src/form/layout/types.ts), as JSON: a path in the payload. */
  layout: string;
  /** The pictures of its pages, in order: paths in the payload, sizes in pixels. */
  pages: readonly { file: string; width: number; height: number }[];
}
