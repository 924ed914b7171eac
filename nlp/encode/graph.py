"""The MiniLM sentence encoder as an ONNX graph, made from its safetensors weights.

The model is BERT (Devlin et al. 2019) with mean pooling and unit length (Reimers and Gurevych 2019). The graph uses
onnxruntime's fused operators, so that no export through torch is needed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

FUSED = "com.microsoft"
Weights = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Shape:
    """What of the model's configuration the graph depends on."""

    layers: int
    heads: int
    dimensions: int
    epsilon: float

    @classmethod
    def read(cls, config: Path) -> "Shape":
        """The shape that a Hugging Face config.json describes."""
        given = json.loads(config.read_text(encoding="utf-8"))
        return cls(
            layers=given["num_hidden_layers"],
            heads=given["num_attention_heads"],
            dimensions=given["hidden_size"],
            epsilon=given["layer_norm_eps"],
        )


def sentence_encoder(weights: Weights, shape: Shape) -> ModelProto:
    """From `ids` and `mask` (int32, texts by tokens) to `vectors` (float32, texts by dimensions, unit length)."""
    graph = _Graph()
    hidden = _embeddings(graph, weights, shape)
    for layer in range(shape.layers):
        hidden = _layer(graph, weights, shape, layer, hidden)
    _pool(graph, hidden)
    texts_by_tokens = ["texts", "tokens"]
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "sentence_encoder",
            [helper.make_tensor_value_info(name, TensorProto.INT32, texts_by_tokens) for name in ("ids", "mask")],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", shape.dimensions])],
            graph.tensors,
        ),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)],
        ir_version=8,
    )


class _Graph:
    """Nodes and tensors as they are added."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.tensors: list[TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes))
        return output


def _embeddings(graph: _Graph, weights: Weights, shape: Shape) -> str:
    # Every text is one sentence, so the sentence-type vector is the same everywhere and goes into the positions.
    positions = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    inputs = [
        "ids",
        "",
        graph.constant("words", weights["embeddings.word_embeddings.weight"]),
        graph.constant("positions", positions),
        "",
        graph.constant("embed.gamma", weights["embeddings.LayerNorm.weight"]),
        graph.constant("embed.beta", weights["embeddings.LayerNorm.bias"]),
        "mask",
    ]
    node = helper.make_node(
        "EmbedLayerNormalization", inputs, ["embedded", "lengths"], domain=FUSED, epsilon=shape.epsilon
    )
    graph.nodes.append(node)
    return "embedded"


def _layer(graph: _Graph, weights: Weights, shape: Shape, layer: int, hidden: str) -> str:
    source = f"encoder.layer.{layer}."

    def weight(name: str) -> str:
        return graph.constant(f"{layer}.{name}", weights[source + name + ".weight"].T)

    def bias(name: str) -> str:
        return graph.constant(f"{layer}.{name}.bias", weights[source + name + ".bias"])

    def add_and_norm(name: str, value: str, skip: str, of: str) -> str:
        gamma = graph.constant(f"{layer}.{name}.gamma", weights[f"{source}{name}.LayerNorm.weight"])
        beta = graph.constant(f"{layer}.{name}.beta", weights[f"{source}{name}.LayerNorm.bias"])
        return graph.add(
            "SkipLayerNormalization",
            [value, skip, gamma, beta, bias(of)],
            f"{layer}.{name}.normed",
            domain=FUSED,
            epsilon=shape.epsilon,
        )

    parts = [source + f"attention.self.{part}" for part in ("query", "key", "value")]
    qkv = graph.constant(f"{layer}.qkv", np.concatenate([weights[part + ".weight"].T for part in parts], axis=1))
    qkv_bias = graph.constant(f"{layer}.qkv.bias", np.concatenate([weights[part + ".bias"] for part in parts]))
    attended = graph.add(
        "Attention", [hidden, qkv, qkv_bias, "mask"], f"{layer}.attended", domain=FUSED, num_heads=shape.heads
    )
    out = graph.add("MatMul", [attended, weight("attention.output.dense")], f"{layer}.attention.out")
    hidden = add_and_norm("attention.output", out, hidden, "attention.output.dense")
    wide = graph.add("MatMul", [hidden, weight("intermediate.dense")], f"{layer}.wide")
    wide = graph.add("BiasGelu", [wide, bias("intermediate.dense")], f"{layer}.gelu", domain=FUSED)
    narrow = graph.add("MatMul", [wide, weight("output.dense")], f"{layer}.narrow")
    return add_and_norm("output", narrow, hidden, "output.dense")


def _pool(graph: _Graph, hidden: str) -> None:
    """The mean of the tokens that are there, at length 1."""
    tokens_axis = graph.constant("tokens_axis", np.array([1], dtype=np.int64))
    last_axis = graph.constant("last_axis", np.array([2], dtype=np.int64))
    mask = graph.add("Cast", ["mask"], "mask.float", to=TensorProto.FLOAT)
    mask = graph.add("Unsqueeze", [mask, last_axis], "mask.column")
    kept = graph.add("Mul", [hidden, mask], "kept")
    total = graph.add("ReduceSum", [kept, tokens_axis], "total", keepdims=0)
    # The mean's divisor goes away when the length is made 1.
    graph.add("LpNormalization", [total], "vectors", axis=-1, p=2)
