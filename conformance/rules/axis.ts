/**
 * How a gateway calls the handler: each event by a call of its own, or all events of a method and a connection on
 * one stream, as EMQ X 4 and EMQX 5 do on `ConnectionHandler` (protocol 1).
 */
export const handlerModes = ['unary', 'stream'] as const;

export type HandlerMode = (typeof handlerModes)[number];

/**
 * Which protocol a gateway speaks where versions differ: the document that began it (and the plugin of EMQ X 4.3),
 * EMQ X 4.4, or EMQX 5 and this project.
 */
export const dialects = ['seed', 'emqx-4', 'emqx-5'] as const;

export type Dialect = (typeof dialects)[number];
