// Original file: proto/exproto.proto


export interface EmptySuccess {
}

export interface EmptySuccess__Output {
}
