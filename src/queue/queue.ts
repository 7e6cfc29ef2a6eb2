/** A message as a queue hands it out. */
export interface Message {
  /** The queue's own; it stays the same however often the message is handed out. */
  id: string;
  body: string;
  /** Short texts beside the body. */
  attributes: Record<string, string>;
  /** Names this handing-out: to delete the message, or to keep it for longer. */
  receipt: string;
  /** How often the message has been handed out, this time included. */
  receives: number;
  /** When it was sent, in milliseconds since 1970. */
  sentAt: number;
}

/** A message to send. */
export interface Outgoing {
  body: string;
  attributes?: Record<string, string>;
  /** A queue that can tell takes messages of one such id once, for five minutes at least. */
  dedupeId?: string;
  /** Until it is handed out at the earliest; at most 900. */
  delaySeconds?: number;
}

export interface ReceiveOptions {
  /** At most so many; a queue may hand out fewer than it has. */
  max: number;
  /** How long to wait for a first one; at most 20. */
  waitSeconds?: number;
  /** For how long nobody else is handed them. */
  visibilitySeconds: number;
  signal?: AbortSignal;
}

/** How many messages a queue holds; SQS knows it roughly. */
export interface Depth {
  waiting: number;
  /** Handed out, and neither deleted nor visible again. */
  inFlight: number;
  delayed: number;
}

/** For each thing that was asked for, in order: undefined when it was done, or why it was not. */
export type Outcomes = (Error | undefined)[];

/**
 * A queue that hands out each message at least once: on SQS, or in a file of this machine. Every
 * failure that a user can cause is a `UserError` that names the queue. The methods that take several
 * things take any number of them, and throw only when not one of them can be done.
 */
export interface Queue {
  readonly name: string;
  /** Throws the signal's reason once it is aborted; messages that were on their way come again later. */
  receive(options: ReceiveOptions): Promise<Message[]>;
  /** What has been deleted already, or handed out anew, is an outcome with an error. */
  delete(receipts: readonly string[]): Promise<Outcomes>;
  /** Hides messages for so many seconds from now on (at most 43,200); 0 shows them at once. */
  hide(items: readonly { receipt: string; seconds: number }[]): Promise<Outcomes>;
  send(messages: readonly Outgoing[]): Promise<Outcomes>;
  depth(): Promise<Depth>;
  /** Deletes all messages, also those in flight, and says how many there were. */
  purge(): Promise<number>;
  /** The queue for messages that nobody could finish; undefined when there is none. */
  deadLetters(): Promise<Queue | undefined>;
}

/** The queue's own count comes behind the worker's, which gives reasons. */
export const MOST_RECEIVES = 50;

export interface QueueOptions {
  /** The name of an existing queue for what was handed out `maxReceives` times and not deleted. */
  deadLetters?: string;
  /** Default: `MOST_RECEIVES`. */
  maxReceives?: number;
}

/** What a queue was made with. */
export interface QueueFacts {
  /** The name that policies have for it; undefined for a queue of this machine. */
  arn: string | undefined;
  /** The name of its queue for dead letters. */
  deadLetters: string | undefined;
  /** How often a message is handed out before it goes there. */
  maxReceives: number | undefined;
  /** For how long it keeps messages; undefined: for good. */
  retentionSeconds: number | undefined;
}

/** A place where queues are. */
export interface Queues {
  readonly kind: 'sqs' | 'embedded';
  /** A queue by its name, or for SQS by its URL too. Nothing is connected to yet. */
  open(name: string): Queue;
  /** What a queue was made with; undefined when there is none of the name or URL. */
  describe(name: string): Promise<QueueFacts | undefined>;
  /**
   * Makes a queue, which can be used from then on; one that exists gets these options. A name that
   * ends in `.fifo` deduplicates.
   */
  create(name: string, options?: QueueOptions): Promise<void>;
  /** Removes a queue and all that is in it; no such queue is no error. */
  remove(name: string): Promise<void>;
  /** The names of the queues that begin so, in no certain order. */
  list(prefix: string): Promise<string[]>;
  close(): void;
}
