/**
 * The ZIP records that Holdall writes and reads, as in PKWARE's APPNOTE.TXT 6.3.10. Offsets are
 * from the start of the whole executable, so that any archiver opens it without complaint.
 */

export const LOCAL_HEADER = { signature: 0x04034b50, size: 30 } as const;
export const DIRECTORY_ENTRY = { signature: 0x02014b50, size: 46 } as const;
export const ZIP64_END = { signature: 0x06064b50, size: 56 } as const;
export const ZIP64_LOCATOR = { signature: 0x07064b50, size: 20 } as const;
export const END = { signature: 0x06054b50, size: 22 } as const;

/** In a 16- or 32-bit field: the real value stands in the ZIP64 record. */
export const MAX_16 = 0xffff;
export const MAX_32 = 0xffffffff;

export const METHODS = { store: 0, deflate: 8 } as const;

/** Names are UTF-8. */
export const UTF8_FLAG = 0x0800;

/** 1 January 1980, 00:00: the same for every entry, so that equal inputs give equal bytes. */
export const DOS_DATE = 0x0021;

/**
 * The archive's comment names the format and carries the SHA-256 of the directory. It tells our
 * own end record from any other in the file, and shows at once whether the directory is whole;
 * the directory's CRCs and the manifest's hashes then vouch for every file.
 */
export const COMMENT_PREFIX = 'holdall payload 1 sha256:';
export const COMMENT_SIZE = COMMENT_PREFIX.length + 64;

/** The payload's first file. */
export const MANIFEST = 'manifest.json';
